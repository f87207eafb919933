using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BootVolumes;

/// <summary>Whether anything could leave an instance in a subnet: read from the rules that OCI enforces there, before an instance is launched.</summary>
/// <remarks>See Networking, "Security Lists": what no egress rule of any of the subnet's lists allows does not leave; answers to allowed requests do.</remarks>
internal static class SubnetIsolation
{
    public static async Task<IsolationProof> LookAsync(OciTenancy tenancy, OciRegion region, string subnetId, CancellationToken cancellationToken)
    {
        var network = region.Network();
        var subnet = await tenancy.Calls.AskAsync(
            "GetSubnet",
            $"subnet '{subnetId}'",
            async ct => (await network.GetSubnet(new GetSubnetRequest { SubnetId = subnetId }, cancellationToken: ct).ConfigureAwait(false)).Subnet,
            cancellationToken).ConfigureAwait(false);
        var ways = new List<string>();
        foreach (var id in subnet.SecurityListIds ?? [])
        {
            var list = await tenancy.Calls.AskAsync(
                "GetSecurityList",
                $"security list '{id}'",
                async ct => (await network.GetSecurityList(new GetSecurityListRequest { SecurityListId = id }, cancellationToken: ct).ConfigureAwait(false)).SecurityList,
                cancellationToken).ConfigureAwait(false);
            ways.AddRange((list.EgressSecurityRules ?? []).Select(rule => $"'{list.DisplayName}' lets protocol {rule.Protocol} out to {rule.Destination}"));
        }

        var lists = subnet.SecurityListIds?.Count ?? 0;
        return new IsolationProof(
            $"subnet '{subnet.DisplayName}' without egress rules, no public address, no network security group",
            lists == 0 ? null : ways.Count == 0,
            lists == 0 ? "the subnet names no security list" : ways.Count == 0 ? $"{lists} security lists read, 0 egress rules" : string.Join("; ", ways));
    }
}
