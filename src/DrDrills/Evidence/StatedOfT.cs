using System.Text.Json.Serialization;

namespace DrDrills.Evidence;

/// <summary>A field that is either stated, or says why it is not; a record never leaves one out.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <remarks>
/// In JSON <c>{"state": "stated", "value": …}</c> or <c>{"state": "not measured", "reason": "…"}</c>.
/// Made by <see cref="Stated"/>.
/// </remarks>
[JsonConverter(typeof(StatedJsonConverterFactory))]
public sealed record Stated<T>
    where T : notnull
{
    private readonly T? _value;

    internal Stated(T value)
    {
        State = StatedState.Stated;
        _value = value;
    }

    internal Stated(StatedState state, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        State = state;
        Reason = reason;
    }

    /// <value>Whether there is a value.</value>
    public StatedState State { get; }

    /// <value>Why there is no value; null where there is one.</value>
    public string? Reason { get; }

    /// <value>The value.</value>
    /// <exception cref="InvalidOperationException">There is none; the message gives the reason.</exception>
    public T Value => State == StatedState.Stated
        ? _value!
        : throw new InvalidOperationException($"There is no value: {Reason}");

    /// <summary>Whether there is a value.</summary>
    public bool IsStated => State == StatedState.Stated;
}
