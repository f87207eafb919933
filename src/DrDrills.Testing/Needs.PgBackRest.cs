namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>pgBackRest.</summary>
    public static void PgBackRest() => Require(OnPath("pgbackrest") is not null, "pgBackRest", "apt-get install pgbackrest");

    /// <summary>pgBackRest of a version that can what the test is about.</summary>
    /// <param name="installed">What is installed.</param>
    /// <param name="least">The first that can.</param>
    public static void PgBackRest(Version installed, Version least) => Least("pgBackRest", installed, least);
}
