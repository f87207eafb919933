using BharatMart.Estate;
using BharatMart.Incidents;

namespace DrDrills.Steps;

/// <summary>What an auditor calls a thing, and what findings call it.</summary>
/// <param name="Value">Part of a finding's subject.</param>
public readonly record struct FindingSubject(string Value)
{
    public static FindingSubject Of(string words) => words switch
    {
        "the product reviews" => new(new DroppedTable().Table),
        "the truncated month" => new(new TruncatedPartition().Table),
        "the log of today" => new("api/api-1.log"),
        "the old log" => new(LogVolume.OldLog),
        "the API's settings" => new(ShopInstance.Configuration),
        "the API's program" => new(ShopInstance.Binary),
        "the database login" => new("secret 'database-login-"),
        "the shop's log volume" => new($"volume '{AuditedShop.Logs}'"),
        "the shop's boot volume" => new($"boot volume '{AuditedShop.Boot}'"),
        "the planted password" => new("file config/database.yml, line 1"),
        "the canary volume" => new($"volume '{AuditedShop.CanaryName}'"),
        _ => throw new FormatException($"no finding is known as '{words}'"),
    };
}
