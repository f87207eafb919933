using System.Globalization;
using System.Net;

namespace DrDrills.Testing;

/// <summary>Listens for HTTP on loopback, on a port that nobody has.</summary>
public static class LoopbackListener
{
    /// <summary>A listener that listens; its one prefix is its address.</summary>
    public static HttpListener Start()
    {
        for (var port = 20000 + Random.Shared.Next(20000); ; port++)
        {
            var listener = new HttpListener();
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (port < 60000)
            {
                listener.Close();
            }
        }
    }
}
