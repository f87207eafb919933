namespace Oci.Common;

/// <summary>What one operation answered.</summary>
public interface IOciResponse
{
    /// <summary>The HTTP response it was read from; its content is what a streamed property reads.</summary>
    HttpResponseMessage httpResponseMessage { get; set; }
}

/// <summary>Base of every response.</summary>
public abstract class OciResponse : IOciResponse
{
    /// <inheritdoc/>
    public HttpResponseMessage httpResponseMessage { get; set; }
}
