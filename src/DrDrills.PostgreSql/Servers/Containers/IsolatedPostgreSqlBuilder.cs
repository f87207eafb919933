using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using Testcontainers.PostgreSql;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>Makes <see cref="PostgreSqlContainer"/>s that publish no port and bring no settings of their own.</summary>
/// <remarks>
/// The package's own builder publishes 5432 and waits for the engine to map it, which it never does for a container without a network; it also
/// turns durability off.
/// </remarks>
internal sealed class IsolatedPostgreSqlBuilder
    : ContainerBuilder<IsolatedPostgreSqlBuilder, PostgreSqlContainer, PostgreSqlConfiguration>
{
    public IsolatedPostgreSqlBuilder(string image)
        : this(new PostgreSqlConfiguration("postgres", "postgres", Guid.NewGuid().ToString("N")))
    {
        DockerResourceConfiguration = Init()
            .WithImage(image)
            .WithEnvironment("POSTGRES_DB", DockerResourceConfiguration.Database)
            .WithEnvironment("POSTGRES_USER", DockerResourceConfiguration.Username)
            .WithEnvironment("POSTGRES_PASSWORD", DockerResourceConfiguration.Password)
            .DockerResourceConfiguration;
    }

    private IsolatedPostgreSqlBuilder(PostgreSqlConfiguration configuration)
        : base(configuration)
    {
        DockerResourceConfiguration = configuration;
    }

    protected override PostgreSqlConfiguration DockerResourceConfiguration { get; }

    public override PostgreSqlContainer Build()
    {
        Validate();
        return new PostgreSqlContainer(DockerResourceConfiguration);
    }

    protected override IsolatedPostgreSqlBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new PostgreSqlConfiguration(resourceConfiguration));

    protected override IsolatedPostgreSqlBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new PostgreSqlConfiguration(resourceConfiguration));

    protected override IsolatedPostgreSqlBuilder Merge(PostgreSqlConfiguration oldValue, PostgreSqlConfiguration newValue) =>
        new(new PostgreSqlConfiguration(oldValue, newValue));
}
