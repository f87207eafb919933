namespace Oci.Common.Http;

/// <summary>Where a property of a request or response travels.</summary>
public enum TargetEnum
{
    /// <summary>A place in the path.</summary>
    Path,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,

    /// <summary>The body.</summary>
    Body,
}

/// <summary>How several values of one query parameter are written.</summary>
public enum CollectionFormatType
{
    /// <summary>One parameter, commas between.</summary>
    Csv,

    /// <summary>One parameter for each value.</summary>
    Multi,

    /// <summary>One parameter, bars between.</summary>
    Pipes,

    /// <summary>One parameter, spaces between.</summary>
    Ssv,

    /// <summary>One parameter, tabulators between.</summary>
    Tsv,
}

/// <summary>Says where a property of a request or response travels and under which name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class HttpConverterAttribute : Attribute
{
    /// <summary>A property that travels without a name: the body.</summary>
    public HttpConverterAttribute(TargetEnum target) => Target = target;

    /// <summary>A property with a name.</summary>
    public HttpConverterAttribute(TargetEnum target, string name)
        : this(target) => Name = name;

    /// <summary>A query parameter of several values.</summary>
    public HttpConverterAttribute(TargetEnum target, string name, CollectionFormatType collectionFormat)
        : this(target, name) => CollectionFormat = collectionFormat;

    /// <summary>Where it travels.</summary>
    public TargetEnum Target { get; set; }

    /// <summary>Name of the header, parameter or place; a prefix where the property is a dictionary of headers.</summary>
    public string Name { get; set; }

    /// <summary>How several values are written.</summary>
    public CollectionFormatType CollectionFormat { get; set; } = CollectionFormatType.Csv;
}
