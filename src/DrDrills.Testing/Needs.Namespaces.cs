using CliWrap;

namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>Namespaces of mounts, networks and processes, which instances of the local region run in.</summary>
    public static async Task NamespacesAsync()
    {
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        var made = OnPath("unshare") is not null && (await Cli.Wrap("unshare")
            .WithArguments([.. user, "--mount", "--net", "--pid", "--fork", "--", "true"])
            .WithValidation(CommandResultValidation.None).ExecuteAsync()).IsSuccess;
        Require(made, "the right to make namespaces", "sysctl kernel.unprivileged_userns_clone=1, or run as root");
    }
}
