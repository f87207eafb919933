using System.Diagnostics;
using System.Globalization;

namespace DrDrills.Benchmarks;

/// <summary>Runs one verb of the command line as a user does, and watches its time and memory.</summary>
/// <param name="commandLine">The program.</param>
/// <param name="time">The clock.</param>
internal sealed class MeasuredVerb(FileInfo commandLine, TimeProvider time)
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _limit = TimeSpan.FromHours(2);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="TimeoutException">It ran longer than two hours; it has been ended.</exception>
    public async Task<VerbOutcome> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", ["exec", commandLine.FullName, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var startedAt = time.GetUtcNow();
        var began = time.GetTimestamp();
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var peak = 0L;
        try
        {
            while (!process.HasExited)
            {
                peak = Math.Max(peak, PeakOf(process.Id));
                cancellationToken.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(began) > _limit)
                {
                    throw new TimeoutException($"'{arguments[0]}' was still running after {_limit}; waited for its end.");
                }

                await Task.Delay(_between, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return new VerbOutcome(
            process.ExitCode,
            startedAt,
            time.GetElapsedTime(began),
            peak,
            await output.ConfigureAwait(false),
            await errors.ConfigureAwait(false));
    }

    /// <summary>The most memory that a living process ever had, in bytes; 0 once it has ended.</summary>
    private static long PeakOf(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
