namespace DrDrills.Verification;

/// <summary>The name of a verification as scenarios and records use it: lower-case words joined by hyphens, such as <c>table-content</c>.</summary>
public readonly record struct VerificationId
{
    private VerificationId(string value) => Value = value;

    /// <value>Lower-case words joined by hyphens.</value>
    public string Value { get; }

    /// <summary>Reads a name; blanks and underscores count as hyphens, case does not matter.</summary>
    /// <exception cref="FormatException">The name is empty or has a character other than letters, digits, blanks and hyphens.</exception>
    public static VerificationId Parse(string text)
    {
        var value = string.Join('-', text.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return value.Length > 0 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? new VerificationId(value)
            : throw new FormatException($"'{text}' is not the name of a verification; one is written like 'table-content'.");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
