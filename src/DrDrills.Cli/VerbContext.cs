using DrDrills.Cli.Output;

namespace DrDrills.Cli;

/// <summary>What every verb is given.</summary>
/// <param name="Screen">Where it talks to.</param>
/// <param name="Time">Its clock.</param>
/// <param name="Root">The clone that it works in, or null outside of one; verbs that need none still work.</param>
internal sealed record VerbContext(Screen Screen, TimeProvider Time, DirectoryInfo? Root);
