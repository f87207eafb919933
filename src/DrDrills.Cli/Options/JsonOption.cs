using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrDrills.Cli.Output;

namespace DrDrills.Cli.Options;

/// <summary><c>--json [FILE]</c>: the result for programs, to standard output or to a file.</summary>
internal static class JsonOption
{
    private const string StandardOutput = "-";

    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The option; without a file it means standard output.</summary>
    public static Option<string?> Create(string what) => new("--json")
    {
        Description = $"{what} as JSON, to this file or, without one, to standard output.",
        HelpName = "file",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? StandardOutput : Writable(result, result.Tokens[0].Value),
    };

    /// <summary>Writes the result where it was asked for; nothing where it was not.</summary>
    public static Task WriteAsync<T>(Screen screen, string? wanted, T value, CancellationToken cancellationToken) =>
        wanted is null ? Task.CompletedTask : WriteTextAsync(screen, wanted, JsonSerializer.Serialize(value, _json) + "\n", cancellationToken);

    /// <summary>Writes JSON that is text already.</summary>
    public static async Task WriteTextAsync(Screen screen, string? wanted, string text, CancellationToken cancellationToken)
    {
        if (wanted == StandardOutput)
        {
            await screen.Results.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        else if (wanted is not null)
        {
            await File.WriteAllTextAsync(wanted, text, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The path, and a mistake where nothing could be written to it in the end.</summary>
    private static string Writable(ArgumentResult result, string path)
    {
        if (path.Length == 0 || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            result.AddError($"--json '{path}' is no file that could be written: it is a folder, or its folder is not there.");
        }

        return path;
    }
}
