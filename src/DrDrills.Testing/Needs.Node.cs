namespace DrDrills.Testing;

public static partial class Needs
{
    /// <summary>Node.js and npm.</summary>
    public static void Node() => Require(
        OnPath("node") is not null && OnPath("npm") is not null, "Node.js with npm", "apt-get install nodejs npm");
}
