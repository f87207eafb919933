using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Reqnroll.Bindings;
using Reqnroll.BoDi;
using Reqnroll.Configuration;
using Reqnroll.Tracing;

namespace Reqnroll.Execution;

/// <summary>The run of one set of bindings: its configuration, its container and its workers.</summary>
[SuppressMessage("Design", "CA1001", Justification = "EndAsync disposes; it runs hooks and must be awaited.")]
internal sealed class TestRun
{
    private readonly ReqnrollConfiguration _configuration;
    private readonly BindingRegistry _registry;
    private readonly ObjectContainer _container = new();
    private readonly DefaultTestRunContext _context;
    private readonly Lock _gate = new();
    private readonly List<ITestRunner> _idle = [];
    private readonly List<ObjectContainer> _threadContainers = [];
    private ITestRunner _runHooksRunner;

    public TestRun(BindingRegistry registry, ReqnrollConfiguration configuration)
    {
        _registry = registry;
        _configuration = configuration;
        _context = new DefaultTestRunContext(_container);
        _container.RegisterInstanceAs<ITestRunContext>(_context);
        _container.RegisterInstanceAs(this);
    }

    public static TestRun Of(Assembly testAssembly)
    {
        var configuration = ReqnrollConfiguration.Load(AppContext.BaseDirectory, Environment.CurrentDirectory);
        var assemblies = configuration.BindingAssemblies.Select(Assembly.Load).Prepend(testAssembly).Distinct();
        return new TestRun(BindingRegistry.Of(assemblies), configuration);
    }

    public Task StartAsync()
    {
        // The worker of the run's hooks is not lent to tests.
        _runHooksRunner = Lend(null);
        return _runHooksRunner.OnTestRunStartAsync();
    }

    public async Task EndAsync()
    {
        var errors = new List<Exception>();
        foreach (var runner in Idle().Where(r => r.FeatureContext is not null))
        {
            await CollectAsync(errors, runner.OnFeatureEndAsync).ConfigureAwait(false);
        }

        await CollectAsync(errors, (_runHooksRunner ?? Lend(null)).OnTestRunEndAsync).ConfigureAwait(false);
        _threadContainers.ForEach(c => c.Dispose());
        _container.Dispose();
        if (errors.Count > 0)
        {
            throw errors.Count == 1 ? errors[0] : new AggregateException("Errors in [AfterFeature] and [AfterTestRun] hooks", errors);
        }
    }

    public ITestRunner Lend(FeatureInfo featureHint)
    {
        lock (_gate)
        {
            var runner = _idle.Find(r => featureHint is not null && ReferenceEquals(r.FeatureContext?.FeatureInfo, featureHint))
                ?? _idle.Find(r => r.FeatureContext is null)
                ?? CreateRunner();
            _idle.Remove(runner);
            return runner;
        }
    }

    public void TakeBack(ITestRunner runner)
    {
        lock (_gate)
        {
            _idle.Add(runner);
        }
    }

    public async Task EndFeatureAsync(FeatureInfo featureInfo)
    {
        foreach (var runner in Idle().Where(r => ReferenceEquals(r.FeatureContext?.FeatureInfo, featureInfo)))
        {
            await runner.OnFeatureEndAsync().ConfigureAwait(false);
        }
    }

    private static async Task CollectAsync(List<Exception> errors, Func<Task> part)
    {
        try
        {
            await part().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Collected: every hook has its turn, then all errors are thrown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            errors.Add(exception);
        }
    }

    private List<ITestRunner> Idle()
    {
        lock (_gate)
        {
            return [.. _idle];
        }
    }

    private TestRunner CreateRunner()
    {
        var container = new ObjectContainer(_container);
        _threadContainers.Add(container);
        var output = new TestOutput();
        var tracer = new StepTracer(output, _configuration);
        var contexts = new ContextStack(container, _configuration);
        var invoker = new BindingInvoker(contexts);
        var hooks = new HookRunner(_registry, invoker, contexts, _context);
        var converter = new ArgumentConverter(_registry, invoker, tracer);
        var matcher = new StepMatcher(_registry, converter, contexts);
        var steps = new StepRunner(contexts, hooks, invoker, matcher, converter, _registry, tracer, _configuration);
        var workerId = _threadContainers.Count.ToString(CultureInfo.InvariantCulture);
        var runner = new TestRunner(workerId, contexts, hooks, steps, _configuration);
        container.RegisterInstanceAs<IReqnrollOutputHelper>(output);
        container.RegisterInstanceAs<ITestRunner>(runner);
        return runner;
    }
}
