namespace DrDrills.Oci.Configurations;

/// <summary>What a backup of a configuration consists of, below its prefix.</summary>
internal static class ConfigurationLayout
{
    /// <summary>The file manifest (<c>drdrills.files/v1</c>) of all other files.</summary>
    public const string Manifest = "files.json";

    /// <summary>State of the infrastructure, as Terraform writes it.</summary>
    public const string Infrastructure = "infrastructure/terraform.tfstate";

    /// <summary>Secrets, each encrypted under a key of the vault.</summary>
    public const string Escrow = "secrets/escrow.json";

    /// <summary>Backups of keys, as the vault wrote them: <c>keys/KEY_OCID</c>.</summary>
    public const string Keys = "keys/";

    /// <summary>What the application reads; references to secrets, never secrets.</summary>
    public const string Configuration = "configuration/";
}
