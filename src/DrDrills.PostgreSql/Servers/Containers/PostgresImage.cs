using System.Globalization;
using System.Text.Json.Nodes;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>The image that servers are made from, present on this machine.</summary>
/// <param name="Name">What containers are made from.</param>
/// <param name="Identity">Name with digest, for records.</param>
/// <param name="MajorVersion">First number of the server's version; null where the image does not say.</param>
internal sealed record PostgresImage(string Name, string Identity, int? MajorVersion)
{
    /// <summary>Whose tag says that the image was built here, from the machine's own packages.</summary>
    private const string HomeBuilt = "drdrills/postgres";

    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(10);

    /// <summary>Looks on this machine, then at the registry; the default image has a stand-in built from the installed packages.</summary>
    /// <exception cref="EngineUnavailableException">None of these gave an image (<c>DR3107</c>).</exception>
    public static async Task<PostgresImage> EnsureAsync(
        ContainerEngine engine, PostgresTargetOptions options, CancellationToken cancellationToken)
    {
        if (await engine.ImageAsync(options.Image, cancellationToken).ConfigureAwait(false) is { } present)
        {
            return From(options.Image, present);
        }

        var isHomeBuilt = options.Image.StartsWith(HomeBuilt, StringComparison.Ordinal);
        var refused = isHomeBuilt ? "built here, not pulled" : await PullAsync(engine, options.Image, cancellationToken).ConfigureAwait(false);
        if (refused is null)
        {
            return From(options.Image, (await engine.ImageAsync(options.Image, cancellationToken).ConfigureAwait(false))!);
        }

        if (!isHomeBuilt && options.Image != PostgresTargetOptions.DefaultImage)
        {
            throw Missing(options.Image, $"cannot be pulled: {refused}", null);
        }

        return await BuildAsync(engine, options, refused, isHomeBuilt ? options.Image : null, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PostgresImage> BuildAsync(
        ContainerEngine engine, PostgresTargetOptions options, string refused, string? tag, CancellationToken cancellationToken)
    {
        if (options.ImageRecipes is not { } recipes)
        {
            throw Missing(options.Image, $"cannot be pulled ({refused}), and fixtures/images is not here to build another", null);
        }

        string[] wanted = tag is null ? [] : [tag];
        var built = await HostCommand.RunAsync(
            ["bash", Path.Combine(recipes.FullName, "build-postgres-image.sh"), .. wanted], cancellationToken, TimeSpan.FromMinutes(5))
            .ConfigureAwait(false);
        var name = built.Output.Trim().Split('\n')[^1];
        if (built.ExitCode != 0 || await engine.ImageAsync(name, cancellationToken).ConfigureAwait(false) is not { } image)
        {
            throw Missing(options.Image, $"cannot be pulled ({refused}), and building one from the installed packages failed", built.Errors);
        }

        return From(name, image);
    }

    private static async Task<string?> PullAsync(ContainerEngine engine, string image, CancellationToken cancellationToken)
    {
        using var overLimit = new CancellationTokenSource(PullLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        try
        {
            return await engine.PullAsync(image, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the registry did not deliver it within {PullLimit.TotalMinutes:0} minutes";
        }
    }

    private static PostgresImage From(string name, JsonNode image)
    {
        var environment = image["Config"]?["Env"]?.AsArray().Select(entry => (string?)entry ?? "") ?? [];
        var major = environment.FirstOrDefault(entry => entry.StartsWith("PG_MAJOR=", StringComparison.Ordinal))?["PG_MAJOR=".Length..];
        return new PostgresImage(
            name,
            $"{name}@{(string?)image["RepoDigests"]?.AsArray().FirstOrDefault()?.GetValue<string>().Split('@')[^1] ?? (string?)image["Id"]}",
            int.TryParse(major, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    private static EngineUnavailableException Missing(string image, string reason, string? details) => new(
        "DR3107",
        image,
        $"The image '{image}' is not on this machine and {reason}.",
        $"Name one that is there in {PostgresTargetOptions.ImageVariable}, or build one: fixtures/images/build-postgres-image.sh",
        details);
}
