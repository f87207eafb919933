namespace DrDrills.Steps.Drivers;

/// <summary>Codes of findings that the damages of negative controls must show as; stable, and said before any drill runs.</summary>
internal static class ExpectedFinding
{
    public const string WrongSize = "DRF202";
    public const string WrongBytes = "DRF203";
    public const string TooOld = "DRF211";
    public const string MissingTable = "DRF301";
    public const string WrongRows = "DRF303";
    public const string NothingToAsk = "DRF474";
    public const string AddressNotAskedFor = "DRF531";
    public const string MissingLog = "DR2201";
    public const string FaultyVolume = "DR4012";
    public const string WrongObject = "DRF511";
    public const string WrongFlow = "DRF513";
    public const string LostWithRegion = "DRF517";
    public const string MissingPart = "DRF514";
}
