namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>What a line of a script was read up to.</summary>
internal enum ScriptMark
{
    /// <summary>Its end; the statement goes on.</summary>
    None,

    /// <summary>The end of a statement.</summary>
    End,

    /// <summary>A backslash outside of strings and comments: a command of psql.</summary>
    Backslash,
}
