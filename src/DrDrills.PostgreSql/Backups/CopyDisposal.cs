using DrDrills.Drills;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Removes a restored copy: its server, and the files it came from.</summary>
internal static class CopyDisposal
{
    public static async Task<DisposalOutcome> DisposeAsync(
        IPostgresServer? server, IReadOnlyList<DirectoryInfo> folders, CancellationToken cancellationToken)
    {
        var gone = true;
        var proof = new List<string>();
        if (server is not null)
        {
            var outcome = await server.DisposeOfAsync(cancellationToken).ConfigureAwait(false);
            gone = outcome.Disposed;
            proof.AddRange(outcome.Proof);
        }

        foreach (var folder in folders)
        {
            var failure = "";
            try
            {
                if (Directory.Exists(folder.FullName))
                {
                    Directory.Delete(folder.FullName, recursive: true);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = $" ({e.Message})";
            }

            var left = Directory.Exists(folder.FullName);
            gone &= !left;
            proof.Add(left
                ? $"folder '{folder.FullName}' is still there{failure}"
                : $"folder '{folder.FullName}' with the fetched files is removed; looked up and absent");
        }

        return new DisposalOutcome(gone, proof);
    }
}
