using System.Globalization;
using Spectre.Console;

namespace DrDrills.Cli.Output;

/// <summary>Where the command line talks to: prose on stderr, machine-readable results on stdout.</summary>
internal sealed class Screen
{
    private const int PlainWidth = 220;
    private readonly TextWriter _prose;

    public Screen(TextWriter results, TextWriter prose, IAnsiConsole console, bool isTerminal)
    {
        Results = results;
        _prose = prose;
        Console = console;
        IsTerminal = isTerminal;
    }

    /// <summary>Standard output; only what was asked for with <c>--json</c>, and help, goes here.</summary>
    public TextWriter Results { get; }

    /// <summary>Standard error as Spectre sees it, for tables and live displays.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether a person watches: live displays, else plain lines.</summary>
    public bool IsTerminal { get; }

    /// <summary>The streams of this process.</summary>
    public static Screen OfProcess()
    {
        var isTerminal = !System.Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
            console.Profile.Capabilities.Interactive = false;
        }

        return new Screen(System.Console.Out, System.Console.Error, console, isTerminal);
    }

    /// <summary>One line of prose, or several. What names and values of a backup hold of control characters is shown, and does not reach the terminal.</summary>
    public void Say(string line)
    {
        line = Visible(line, keepsBreaks: true);
        if (IsTerminal)
        {
            Console.WriteLine(line);
        }
        else
        {
            _prose.WriteLine(line);
            _prose.Flush();
        }
    }

    /// <summary>A text with its control characters written as escapes: <c>\u001B</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsBreaks">Whether it may have several lines; else its ends of lines are written as escapes too.</param>
    public static string Visible(string text, bool keepsBreaks) => !text.Any(char.IsControl) ? text : string.Concat(text.Select(letter =>
        letter == '\n' && keepsBreaks || !char.IsControl(letter) ? letter.ToString()
        : letter switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
        }));

    /// <summary>A table with a header; ASCII borders where nobody watches.</summary>
    public Table NewTable(params string[] columns)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)));
        }

        return table;
    }
}
