using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using DrDrills.Drills;
using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Lets the restored server itself try to reach the world, and looks from both ends whether it could.</summary>
/// <remarks>
/// The harness listens on a loopback port and on this machine's own address; the server is told to connect to both, and to an address reserved
/// for documentation (RFC 5737, TEST-NET-2). Blocked means: no listener was reached, and the system said "network is unreachable" for the third;
/// a time-out there means that packets left. Nothing is written into the database; answers go to a file in a folder that both sides share.
/// </remarks>
public static class EgressProbe
{
    private const string Documentation = "198.51.100.17";
    private const string Unreachable = "Network is unreachable";

    /// <summary>Asks.</summary>
    /// <param name="superuser">Connects to the server as superuser.</param>
    /// <param name="sharedFolder">A folder, under the same path for both, that the server may write to.</param>
    /// <param name="mode">How the server is kept apart, in words.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public static async Task<IsolationProof> RunAsync(
        NpgsqlDataSource superuser, DirectoryInfo sharedFolder, string mode, CancellationToken cancellationToken)
    {
        var listeners = new List<(IPEndPoint Address, TcpListener Listener)>();
        var answers = Path.Combine(sharedFolder.FullName, "probe.txt");
        try
        {
            foreach (var address in OwnAddresses())
            {
                var listener = new TcpListener(address, 0);
                listener.Start();
                listeners.Add(((IPEndPoint)listener.LocalEndpoint, listener));
            }

            List<IPEndPoint> tried = [.. listeners.Select(pair => pair.Address), new(IPAddress.Parse(Documentation), 443)];
            await ConnectFromServerAsync(superuser, tried, answers, cancellationToken).ConfigureAwait(false);
            var seen = await File.ReadAllLinesAsync(answers, cancellationToken).ConfigureAwait(false);
            return Judge(mode, tried, seen, listeners.Where(pair => pair.Listener.Pending()).Select(pair => pair.Address).ToList());
        }
        catch (Exception impossible) when (impossible is NpgsqlException or IOException or UnauthorizedAccessException or SocketException)
        {
            return new IsolationProof(mode, null, $"No probe could run: {impossible.Message}");
        }
        finally
        {
            listeners.ForEach(pair => pair.Listener.Dispose());
            File.Delete(answers);
        }
    }

    /// <summary>What the answers mean.</summary>
    internal static IsolationProof Judge(
        string mode, IReadOnlyList<IPEndPoint> tried, IReadOnlyList<string> seen, IReadOnlyList<IPEndPoint> reached)
    {
        if (seen.Count != tried.Count)
        {
            return new IsolationProof(mode, null, $"The probe gave {seen.Count} answers to {tried.Count} attempts: {string.Join("; ", seen)}");
        }

        var attempts = tried.Zip(seen).Select((pair, index) => (
            To: index == tried.Count - 1 ? $"{pair.First} (TEST-NET-2)" : $"{pair.First} (a listener of the harness)",
            Saw: pair.Second.Contains(Unreachable, StringComparison.Ordinal) ? "network is unreachable" : pair.Second)).ToList();
        var blocked = reached.Count == 0
            && attempts.TrueForAll(attempt => attempt.Saw != "connected")
            && seen[^1].Contains(Unreachable, StringComparison.Ordinal);
        var text = "The server tried " + string.Join("; ", attempts.Select(attempt => $"{attempt.To}: {attempt.Saw}"))
            + $". The harness's listeners saw {reached.Count} of {tried.Count - 1} connections.";
        return new IsolationProof(mode, blocked, text);
    }

    private static async Task ConnectFromServerAsync(
        NpgsqlDataSource superuser, IReadOnlyList<IPEndPoint> addresses, string answers, CancellationToken cancellationToken)
    {
        // One line per address: "connected", bash's own words for what the system said, or "timed out".
        var attempts = addresses.Select(address =>
            "LC_ALL=C timeout 2 bash -c 'exec 3<>/dev/tcp/" + address.Address + "/" + address.Port.ToString(CultureInfo.InvariantCulture)
            + " && echo connected' 2>&1 | head -n 1 | grep . || echo timed out");
        var script = "{ " + string.Join("; ", attempts) + "; } > '" + answers + "'; cat > /dev/null";
        var command = superuser.CreateCommand(
            "COPY (SELECT 1) TO PROGRAM '" + script.Replace("'", "''", StringComparison.Ordinal) + "'");
        await using (command.ConfigureAwait(false))
        {
            command.CommandTimeout = 20;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<IPAddress> OwnAddresses()
    {
        yield return IPAddress.Loopback;
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(entry => entry.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork);
        if (own is not null)
        {
            yield return own;
        }
    }
}
