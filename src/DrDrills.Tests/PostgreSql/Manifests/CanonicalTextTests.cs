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
    [TestCase("(ARRAY[ARRAY['a'::varchar], ARRAY['b'::varchar]])::text[]", "ARRAY[ARRAY[('a'::varchar)::text], ARRAY[('b'::varchar)::text]]")]
    [TestCase("plain", "plain")]
    public void A_cast_of_an_array_is_a_cast_of_its_elements(string written, string canonical) =>
        Assert.That(CanonicalText.Of(written), Is.EqualTo(canonical));

    [TestCase("SELECT NULL::integer AS int4", "SELECT NULL::integer")]
    [TestCase("( SELECT 'x'::text AS text) AS z", "( SELECT 'x'::text) AS z")]
    [TestCase("NULL::character varying(10) AS \"varchar\", NULL::timestamp(3) without time zone AS \"timestamp\"", "NULL::character varying(10), NULL::timestamp(3) without time zone")]
    [TestCase("NULL::public.mood AS mood, '{}'::\"A b\"[] AS \"A b\"", "NULL::public.mood, '{}'::\"A b\"[]")]
    [TestCase("NULL::integer AS int8, a AS int4, 'NULL::integer AS int4'", "NULL::integer AS int8, a AS int4, 'NULL::integer AS int4'")]
    [TestCase("AS $function$ SELECT 1::integer AS int4 $function$", "AS $function$ SELECT 1::integer AS int4 $function$")]
    [TestCase("UNION ( VALUES (1, ' ( VALUES'))", "UNION (VALUES (1, ' ( VALUES'))")]
    public void A_column_that_is_named_after_its_type_has_no_name(string written, string canonical) =>
        Assert.That(CanonicalText.Of(written), Is.EqualTo(canonical));

    [TestCase("CHECK ((((a >= 1) AND (a <= 9)) AND (b > 0)))", "CHECK (((a >= 1) AND (a <= 9) AND (b > 0)))")]
    [TestCase("((a OR (b OR c)) OR ((d AND e) AND f))", "(a OR b OR c OR (d AND e AND f))")]
    [TestCase("((a AND b) OR c) AND (NOT (d AND e))", "((a AND b) OR c) AND (NOT (d AND e))")]
    [TestCase("((x = ') AND (') AND (\"(\" = 1)) AND c", "(x = ') AND (') AND (\"(\" = 1) AND c")]
    [TestCase("AS $b$ ((a AND b) AND c $b$ ((a AND b) AND $1)", "AS $b$ ((a AND b) AND c $b$ (a AND b AND $1)")]
    [TestCase("OVER (ORDER BY (a AND b) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)", "OVER (ORDER BY (a AND b) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)")]
    [TestCase("((a AND b) AND (c", "((a AND b) AND (c")]
    [TestCase("(a AND b)) AND (c)", "(a AND b)) AND (c)")]
    [TestCase("(a AND b) OR (c OR d) AND e", "(a AND b) OR (c OR d) AND e")]
    public void Conditions_that_one_word_joins_are_one_list(string written, string canonical) =>
        Assert.That(CanonicalText.Of(written), Is.EqualTo(canonical));

    [TestCase("((x > (- 5)) AND (y < (- 1.50)))", "((x > '-5'::integer) AND (y < '-1.50'::numeric))")]
    [TestCase("(- (5)::bigint), (- x), '(- 5)', (a - 5)", "(- (5)::bigint), (- x), '(- 5)', (a - 5)")]
    public void A_negated_number_is_a_constant(string written, string canonical) =>
        Assert.That(CanonicalText.Of(written), Is.EqualTo(canonical));

    [TestCase("(a LEFT JOIN b ON TRUE)", "(a LEFT JOIN b ON (true))")]
    [TestCase("' ON TRUE', ON TRUEST", "' ON TRUE', ON TRUEST")]
    public void A_natural_join_of_nothing_is_a_join_on_true(string written, string canonical) =>
        Assert.That(CanonicalText.Of(written), Is.EqualTo(canonical));
}
