namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>Barman, and rsync for its backups.</summary>
    public static void Barman() =>
        Require(OnPath("barman") is not null && OnPath("rsync") is not null, "Barman with rsync", "apt-get install barman rsync");
}
