using System.CommandLine;
using DrDrills.Cli.Options;
using DrDrills.Cli.Packs;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Verbs;

/// <summary><c>evidence verify</c>: is a pack the one that was sealed?</summary>
internal static class EvidenceVerb
{
    public static Command Create(VerbContext context) => new("evidence", "Looks after evidence packs.") { Verify(context) };

    private static Command Verify(VerbContext context)
    {
        var pack = new Argument<string>("pack") { Description = "Folder of a run, or its .zip." };
        var keys = new Option<FileInfo[]>("--key")
        {
            Description = "Public key (PEM) that you know from elsewhere, of the signer or of a reviewer; several may be named. Default: this clone's own.",
            HelpName = "file",
        };
        keys.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !File.Exists(token.Value)))
            {
                result.AddError($"--key '{token.Value}' does not exist.");
            }
        });
        var runs = new Option<DirectoryInfo?>("--runs")
        {
            Description = "Folder with the runs before and after, for the chain. Default: the folder that the run's folder is in.",
            HelpName = "folder",
        };
        var anchor = CommonOptions.Parsed(
            "--anchor",
            "Where heads of chains are kept: a file, or oci://REGION/BUCKET/PREFIX. Default: what DRDRILLS_CHAIN_ANCHOR names.",
            "place",
            AnchorSetting.Parse);
        var json = JsonOption.Create("What was looked at");
        var command = new Command("verify", "Every hash, the chain, the signature, reviews; names the first thing that does not hold.") { pack, keys, runs, anchor, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var known = await KnownAsync(context, parsed.GetValue(keys) ?? [], cancellationToken).ConfigureAwait(false);
            var anchored = await AnchoredAsync(context, parsed.GetValue(anchor), cancellationToken).ConfigureAwait(false);
            var check = await PackVerification.VerifyAsync(
                parsed.GetRequiredValue(pack), known, parsed.GetValue(runs), anchored, cancellationToken).ConfigureAwait(false);
            await JsonOption.WriteAsync(context.Screen, parsed.GetValue(json), check, cancellationToken).ConfigureAwait(false);
            return (int)Tell(context, check);
        });
        return command;
    }

    private static ExitCode Tell(VerbContext context, PackCheck check)
    {
        foreach (var line in check.Holds)
        {
            context.Screen.Say("holds:         " + line);
        }

        foreach (var line in check.NotChecked)
        {
            context.Screen.Say("not checked:   " + line);
        }

        foreach (var line in check.Flaws)
        {
            context.Screen.Say("DOES NOT HOLD: " + line);
        }

        context.Screen.Say(PackCheck.Meaning);
        var code = check.Flaws.Count > 0 ? ExitCode.VerificationFailed : check.KeyIsTrusted ? ExitCode.Passed : ExitCode.Inconclusive;
        context.Screen.Say(code switch
        {
            ExitCode.Passed => "The pack is the one that was sealed.",
            ExitCode.Inconclusive => "Nothing was changed since it was signed, but whose signature it is was not shown.",
            _ => $"The pack is not the one that was sealed: {check.Flaws[0]}",
        });
        return code;
    }

    private static async Task<IReadOnlyList<PublicKey>> KnownAsync(VerbContext context, FileInfo[] named, CancellationToken cancellationToken)
    {
        if (named.Length > 0)
        {
            var texts = await Task.WhenAll(named.Select(file => File.ReadAllTextAsync(file.FullName, cancellationToken))).ConfigureAwait(false);
            return [.. texts.Zip(named).Select(pair => KeyOf(pair.First, pair.Second.FullName))];
        }

        var settings = context.Root is null ? null : SealingSettings.Read(context.Root, Environment.GetEnvironmentVariable);
        if (settings is not { HasKey: true })
        {
            return [];
        }

        using var own = await settings.SignerAsync(context, cancellationToken).ConfigureAwait(false);
        return [new PublicKey(own.PublicKeyPem)];
    }

    /// <summary>Every head that was kept elsewhere, or null where no place is named.</summary>
    private static async Task<IReadOnlyList<ChainHead>?> AnchoredAsync(VerbContext context, AnchorSetting? named, CancellationToken cancellationToken)
    {
        var setting = named ?? (context.Root is null ? null : SealingSettings.Read(context.Root, Environment.GetEnvironmentVariable).Anchor);
        return setting is null ? null : await setting.UseAsync(context.Time, place => place.ReadAsync(cancellationToken)).ConfigureAwait(false);
    }

    private static PublicKey KeyOf(string pem, string path)
    {
        try
        {
            return new PublicKey(pem).Canonical();
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new ConfigurationInvalidException("The command line", [$"--key '{path}' is no public key in PEM form."]);
        }
    }
}
