using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Oci.Common;

namespace DrDrills.Tests.Oci.Wire;

/// <summary>What compiled code takes from the OCI SDK, read from its metadata: operations called, properties set, types made.</summary>
internal sealed class UsedSdk
{
    private readonly MethodBase[] _members;

    /// <param name="assembly">Whose use is asked for.</param>
    public UsedSdk(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        _members = [.. metadata.MemberReferences
            .Where(handle => IsOfSdk(metadata, metadata.GetMemberReference(handle)))
            .Select(handle => assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle)))
            .OfType<MethodBase>()];
    }

    /// <summary>The operations that are called, in the order of their names.</summary>
    public IReadOnlyList<MethodInfo> Operations => [.. _members.OfType<MethodInfo>()
        .Where(method => typeof(ClientBase).IsAssignableFrom(method.DeclaringType) && typeof(Task).IsAssignableFrom(method.ReturnType))
        .OrderBy(method => method.Name, StringComparer.Ordinal)];

    /// <summary>Whether the property is set anywhere.</summary>
    public bool Sets(PropertyInfo property) =>
        _members.Any(member => member.Name == $"set_{property.Name}" && member.DeclaringType == property.DeclaringType);

    /// <summary>The types that are made and can stand where one of <paramref name="declared"/> is asked for.</summary>
    public IReadOnlyList<Type> Made(Type declared) => [.. _members.OfType<ConstructorInfo>()
        .Select(constructor => constructor.DeclaringType!)
        .Where(declared.IsAssignableFrom)
        .OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static bool IsOfSdk(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Namespace).StartsWith("Oci.", StringComparison.Ordinal);
}
