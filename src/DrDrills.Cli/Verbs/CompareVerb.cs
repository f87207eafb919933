using System.CommandLine;
using DrDrills.Cli.Comparing;
using DrDrills.Cli.Options;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Comparisons;

namespace DrDrills.Cli.Verbs;

/// <summary><c>compare</c>: which tables, keys and rows differ between two databases, or a backup and a database.</summary>
internal sealed class CompareVerb
{
    private const int MostNamed = 1000;

    private readonly Argument<string> _a = new("A")
    {
        Description = "What should be there: a database ('Host=…;Database=…;Username=…', 'postgres://user@host:5432/database', env:NAME, file:PATH, "
            + "oci-vault:SECRET_OCID), or the path of a backup, which is restored into an isolated copy first.",
    };

    private readonly Argument<string> _b = new("B") { Description = "What is compared with it, written likewise." };

    private readonly Option<int> _most = CommonOptions.Number(
        "--most", "Rows, and ranges of keys, that are named per table; the counts are of all.", 0, MostNamed, 10);

    private readonly Option<bool> _showValues = new("--show-values") { Description = "Show the values of the rows that are named, not only their keys." };

    private readonly Option<string?> _json = JsonOption.Create("The comparison (drdrills.comparison/v1)");

    private readonly Option<int> _jobs = SourceOption.CreateJobs();

    private readonly Option<string[]> _id = new("--id")
    {
        Description = "Which backup, where a place holds several; given twice, A's and B's. Default: the only one.",
        HelpName = "name",
    };

    private readonly Option<string?> _stanza = new("--stanza") { Description = "Which system of a repository that several share. Default: the only one.", HelpName = "name" };

    private readonly Option<string?> _key = KeyOption.Create();

    private readonly Option<RecoveryTarget?> _recoverTo = CommonOptions.Parsed(
        "--recover-to", "Where a base backup's recovery stops, as for 'check'. Default: latest.", "target", RecoverToText.Parse);

    private readonly Option<DirectoryInfo?> _logArchive = new("--wal-archive") { Description = "Folder that a base backup's log is archived to.", HelpName = "folder" };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "Database of a base backup to compare. Default: the one that its manifest describes.",
        HelpName = "name",
    };

    private readonly Option<string> _target = CommonOptions.OneOf(
        "--target", "Where a backup is restored; auto is the first that works, container before local.", "auto", "auto", "local", "container");

    private readonly Option<bool> _allowEgress = CommonOptions.AllowEgress();

    private CompareVerb()
    {
        _id.Validators.Add(result =>
        {
            if (result.Tokens.Count > 2)
            {
                result.AddError("--id is given at most twice: for A, and for B.");
            }
        });
    }

    public static Command Create(VerbContext context)
    {
        var verb = new CompareVerb();
        var command = new Command("compare", "Compares two databases, or a backup and a database: names the tables, ranges of keys and rows that differ.")
        {
            verb._a, verb._b, verb._most, verb._showValues, verb._json, verb._jobs, verb._id, verb._stanza, verb._key, verb._recoverTo,
            verb._logArchive, verb._database, verb._target, verb._allowEgress,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = await verb.RequestOfAsync(context, parsed, cancellationToken).ConfigureAwait(false);
            return (int)await new CompareSession(context, request).RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private async Task<CompareRequest> RequestOfAsync(VerbContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var ids = parsed.GetValue(_id) ?? [];
        return new CompareRequest
        {
            A = await ComparedPlace.ReadAsync(context, "A", parsed.GetRequiredValue(_a), ids.FirstOrDefault(), cancellationToken).ConfigureAwait(false),
            B = await ComparedPlace.ReadAsync(context, "B", parsed.GetRequiredValue(_b), ids.LastOrDefault(), cancellationToken).ConfigureAwait(false),
            Options = new ComparisonOptions
            {
                Most = parsed.GetValue(_most),
                ShowValues = parsed.GetValue(_showValues),
                Parallelism = parsed.GetValue(_jobs),
            },
            Stanza = parsed.GetValue(_stanza),
            Key = await KeyOption.ReadAsync(context, parsed.GetValue(_key), cancellationToken).ConfigureAwait(false),
            RecoverTo = parsed.GetValue(_recoverTo) ?? RecoveryTarget.Latest,
            LogArchive = parsed.GetValue(_logArchive),
            Database = parsed.GetValue(_database),
            Target = parsed.GetRequiredValue(_target),
            AllowEgress = parsed.GetValue(_allowEgress),
            Json = parsed.GetValue(_json),
        };
    }
}
