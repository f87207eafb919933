using DrDrills.Cli;
using DrDrills.Cli.Output;

return await CommandLine.RunAsync(args, Screen.OfProcess(), TimeProvider.System).ConfigureAwait(false);
