using System.Collections.ObjectModel;
using Allure.Net.Commons.Configuration;
using Allure.Net.Commons.Writer;
using Newtonsoft.Json.Linq;

namespace Allure.Net.Commons;

/// <summary>Holds the ambient context and starts, changes, stops and writes what is reported.</summary>
public partial class AllureLifecycle
{
    private static readonly Lazy<AllureLifecycle> _instance = new(() => new AllureLifecycle(AllureConfiguration.Load()));

    private readonly AsyncLocal<AllureContext> _context = new();
    private readonly Dictionary<Type, ITypeFormatter> _formatters = [];
    private readonly Lock _model = new();

    internal AllureLifecycle(JObject configuration)
        : this(configuration, c => new FileSystemResultsWriter(c))
    {
    }

    internal AllureLifecycle(JObject configuration, Func<AllureConfiguration, IAllureResultsWriter> openWriter)
    {
        JsonConfiguration = configuration.ToString();
        AllureConfiguration = AllureConfiguration.ReadFromJObject(configuration);
        Writer = openWriter(AllureConfiguration);
    }

    public static AllureLifecycle Instance => _instance.Value;

    public string JsonConfiguration { get; }

    public AllureConfiguration AllureConfiguration { get; }

    public string ResultsDirectory => Writer.Directory;

    public IReadOnlyDictionary<Type, ITypeFormatter> TypeFormatters =>
        new ReadOnlyDictionary<Type, ITypeFormatter>(_formatters);

    public AllureContext Context
    {
        get => _context.Value ??= new AllureContext();
        private set => _context.Value = value;
    }

    internal IAllureResultsWriter Writer { get; }

    public void AddTypeFormatter<T>(TypeFormatter<T> typeFormatter) => _formatters[typeof(T)] = typeFormatter;

    public void RestoreContext(AllureContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
    }

    /// <summary>Runs the action in the given context, puts the caller's back, and returns what the action left.</summary>
    public AllureContext RunInContext(AllureContext? context, Action action)
    {
        if (context is null)
        {
            action();
            return Context;
        }

        var callers = Context;
        try
        {
            Context = context;
            action();
            return Context;
        }
        finally
        {
            Context = callers;
        }
    }

    public virtual void CleanupResultDirectory() => Writer.CleanUp();

    public virtual AllureLifecycle UpdateExecutableItem(Action<ExecutableItem> updateItem) =>
        Change(Context.CurrentItem, updateItem);

    private AllureLifecycle Change<T>(T item, Action<T> update)
    {
        lock (_model)
            update(item);
        return this;
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static void Begin(ExecutableItem item)
    {
        item.stage = Stage.running;
        item.start = Now();
    }

    private static void End(ExecutableItem item)
    {
        item.stage = Stage.finished;
        item.stop = Now();
    }
}
