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

    /// <summary>One line of prose, as it is.</summary>
    public void Say(string line)
    {
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
