using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;

namespace DrDrills.Oci.Configurations;

/// <summary>The references to secrets in a restored configuration.</summary>
internal sealed class RestoredReferences(OciTenancy tenancy, DirectoryInfo folder)
{
    /// <summary>All of them, by file and line.</summary>
    public async Task<IReadOnlyList<SecretReference>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<SecretReference>();
        var root = Path.Combine(folder.FullName, ConfigurationLayout.Configuration);
        IEnumerable<string> files = Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories) : [];
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            found.AddRange(SecretReference.In(Path.GetRelativePath(folder.FullName, path), text));
        }

        return found;
    }

    /// <summary>Why a reference leads nowhere; null where the secret's content was really read.</summary>
    public async Task<string?> BrokenBecauseAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        try
        {
            await new VaultSecrets(tenancy).ResolveAsync(reference.SecretId, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CloudCallFailedException refused) when (refused.IsNotFound || refused.Status == 409)
        {
            return refused.IsNotFound ? "no such secret, or none that can be read" : "its key is not enabled";
        }
    }
}
