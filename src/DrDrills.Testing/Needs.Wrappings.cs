namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>The programs that compress and encrypt backups.</summary>
    public static void Wrappings()
    {
        foreach (var (program, package) in new[]
            { ("age", "age"), ("age-keygen", "age"), ("gpg", "gnupg"), ("gpgconf", "gnupg"), ("zstd", "zstd"), ("lz4", "lz4"), ("xz", "xz-utils"), ("bzip2", "bzip2") })
        {
            Require(OnPath(program) is not null, program, $"apt-get install {package}");
        }
    }
}
