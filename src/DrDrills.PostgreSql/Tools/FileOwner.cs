using System.Runtime.InteropServices;

namespace DrDrills.PostgreSql.Tools;

/// <summary>Hands files over to another account; .NET has no call for it, and a program per call costs more than the files.</summary>
internal static class FileOwner
{
    /// <summary>Gives a file or folder away; a link is given away itself, not what it leads to.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Give(string path, ServerAccount account)
    {
        if (ChangeOwner(path, account.UserId, account.GroupId) != 0)
        {
            throw new IOException(
                $"'{path}' could not be handed over to '{account.Name}' (error {Marshal.GetLastPInvokeError()}: {Marshal.GetLastPInvokeErrorMessage()}).");
        }
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
