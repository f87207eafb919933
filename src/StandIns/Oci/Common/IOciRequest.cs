namespace Oci.Common;

/// <summary>The parameters of one operation; its properties say by <see cref="Http.HttpConverterAttribute"/> where they travel.</summary>
public interface IOciRequest;
