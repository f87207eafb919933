namespace Oci.Common;

/// <summary>A set of regions that share a domain.</summary>
public class Realm
{
    private static readonly Dictionary<string, Realm> _known = [];

    /// <summary>The commercial realm.</summary>
    public static readonly Realm OC1 = Register("oc1", "oraclecloud.com");

    private Realm(string realmId, string secondLevelDomain) => (RealmId, SecondLevelDomain) = (realmId, secondLevelDomain);

    /// <summary>The identifier, as in <c>oc1</c>.</summary>
    public string RealmId { get; }

    /// <summary>What its host names end with.</summary>
    public string SecondLevelDomain { get; }

    /// <summary>The realm of this identifier, made known if it was not.</summary>
    /// <exception cref="ArgumentException">It is known with another domain.</exception>
    public static Realm Register(string realmId, string secondlevelDomain)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(realmId, out var realm)) return _known[realmId] = new Realm(realmId, secondlevelDomain);
            return realm.SecondLevelDomain == secondlevelDomain
                ? realm
                : throw new ArgumentException($"Realm with realmId {realmId} has the domain {realm.SecondLevelDomain}.", nameof(secondlevelDomain));
        }
    }
}
