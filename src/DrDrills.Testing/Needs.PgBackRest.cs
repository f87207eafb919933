namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>pgBackRest.</summary>
    public static void PgBackRest() => Require(OnPath("pgbackrest") is not null, "pgBackRest", "apt-get install pgbackrest");
}
