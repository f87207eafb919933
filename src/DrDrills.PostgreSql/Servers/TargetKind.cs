namespace DrDrills.PostgreSql.Servers;

/// <summary>Where PostgreSQL is restored.</summary>
public enum TargetKind
{
    /// <summary>The first that works: container, then local; which one is printed.</summary>
    Auto,

    /// <summary>A container from an image.</summary>
    Container,

    /// <summary>A throw-away cluster of the installed PostgreSQL.</summary>
    Local,

    /// <summary>An empty database server that the caller names and allows.</summary>
    Remote,
}
