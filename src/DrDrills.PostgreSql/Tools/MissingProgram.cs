using System.ComponentModel;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>A program that is none of PostgreSQL's and is not on this machine.</summary>
internal static class MissingProgram
{
    public static EngineUnavailableException Of(string program, Win32Exception cause, string installHint) => new(
        "DR3141", program, $"'{program}' could not be started: {cause.Message}.", installHint, cause: cause);
}
