using DrDrills.PostgreSql.Manifests.Fingerprints;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Manifests;

public sealed class CanonicalTextTests
{
    [TestCase(
        "CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))",
        "CHECK (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))")]
    [TestCase("x = (ARRAY['it''s, ]', \"q,\"])::text[] AND y", "x = ARRAY[('it''s, ]')::text, (\"q,\")::text] AND y")]
    [TestCase("((ARRAY[f(1, 2), (3)])::bigint[])", "(ARRAY[(f(1, 2))::bigint, ((3))::bigint])")]
    [TestCase("(ARRAY[1, 2])[1]::int[]", "(ARRAY[1, 2])[1]::int[]")]
    [TestCase("(ARRAY[1, 2", "(ARRAY[1, 2")]
    [TestCase("plain", "plain")]
    public void A_cast_of_an_array_is_a_cast_of_its_elements(string written, string canonical) =>
        Assert.That(CanonicalText.Of(written), Is.EqualTo(canonical));
}
