namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>Programs that make and read ext4 file systems.</summary>
    public static void Ext4() => Require(
        File.Exists("/usr/sbin/debugfs") || File.Exists("/sbin/debugfs") || OnPath("debugfs") is not null, "e2fsprogs", "apt-get install e2fsprogs");
}
