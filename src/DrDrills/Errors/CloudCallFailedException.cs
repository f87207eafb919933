namespace DrDrills.Errors;

/// <summary>A cloud refused a call, or did not answer it (codes <c>DR400x</c>).</summary>
public sealed class CloudCallFailedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public CloudCallFailedException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <value>HTTP status of the answer, or null where there was none that could be read.</value>
    public int? Status { get; init; }

    /// <value>The service's own code for the error, such as <c>IncorrectState</c>, or null.</value>
    public string? ServiceCode { get; init; }

    /// <value>The service's name for the request, for its support, or null.</value>
    public string? RequestId { get; init; }

    /// <summary>Whether the service says that there is no such thing, or none that this caller may see; it does not tell the two apart.</summary>
    public bool IsNotFound => Status == 404;

    /// <summary>No answer, too many requests, or an error of the service's own.</summary>
    public override bool IsTransient => Status is null or 429 or >= 500;

    /// <summary>Inconclusive where the request itself is refused; else the environment lacks a permission, or a service that answers.</summary>
    public override ExitCode ExitCode =>
        IsTransient || Status is 401 or 403 or 404 ? ExitCode.EnvironmentMissing : ExitCode.Inconclusive;
}
