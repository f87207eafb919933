namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A wrapping that a program undoes.</summary>
internal interface IProgramWrapping : IWrapping
{
    /// <summary>The program, and the Debian package that holds it.</summary>
    (string Program, string Package) Program { get; }

    /// <summary>The command that gets the program.</summary>
    string InstallHint => $"Install it: apt-get install {Program.Package}";
}
