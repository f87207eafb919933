namespace DrDrills.PostgreSql.Tools;

/// <summary>How a root harness runs backup tools: as the account of servers, which may write only what is its own, with the right to read everything.</summary>
internal static class ReadingAccount
{
    /// <summary>Bit of CAP_DAC_READ_SEARCH in the masks that the system prints.</summary>
    private const int ReadSearch = 2;

    /// <summary>The command words; empty where the harness is not root.</summary>
    /// <remarks>Where a container took the right to read everything away from root too, it stays with the account's own.</remarks>
    public static IReadOnlyList<string> CommandPrefix => ServerAccount.ForThisProcess() switch
    {
        null => [],
        var account when !MayReadEverything => account.CommandPrefix,
        var account =>
        [
            "setpriv", $"--reuid={account.UserId}", $"--regid={account.GroupId}", "--clear-groups", "--inh-caps=+dac_read_search",
            "--ambient-caps=+dac_read_search", "--no-new-privs", "--",
        ],
    };

    private static bool MayReadEverything =>
        (Convert.ToUInt64(File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapBnd:", StringComparison.Ordinal)).Split('\t')[1], 16)
         >> ReadSearch & 1) == 1;
}
