namespace DrDrills.Steps.Drivers;

/// <summary>The drill could not be concluded: broken, not failed, in a report; never green.</summary>
public sealed class DrillInconclusiveException(string message) : Exception(message);
