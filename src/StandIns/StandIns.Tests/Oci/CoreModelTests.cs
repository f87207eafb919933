using System.Text;
using NUnit.Framework;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;
using Oci.CoreService.Responses;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: models of several kinds say which by a member of their own, written always, read by it.</summary>
public sealed class CoreModelTests
{
    private static readonly Uri _base = new("https://iaas.ap-mumbai-1.oraclecloud.com/20160918/volumes");

    [Test]
    public async Task The_kind_of_a_source_is_written()
    {
        var body = await BodyAsync(new CreateVolumeRequest
        {
            CreateVolumeDetails = new CreateVolumeDetails { CompartmentId = "c", SourceDetails = new VolumeSourceFromVolumeBackupDetails { Id = "b" } },
        });

        Assert.That(body, Does.Contain("\"type\":\"volumeBackup\"").And.Contain("\"id\":\"b\"").And.Contain("\"compartmentId\":\"c\""));
    }

    [Test]
    public async Task The_kind_of_an_attachment_and_of_an_instances_source_is_written()
    {
        var attach = await BodyAsync(new AttachVolumeRequest { AttachVolumeDetails = new AttachParavirtualizedVolumeDetails { VolumeId = "v" } });
        var launch = await BodyAsync(new LaunchInstanceRequest
        {
            LaunchInstanceDetails = new LaunchInstanceDetails { SourceDetails = new InstanceSourceViaBootVolumeDetails { BootVolumeId = "b" } },
        });

        Assert.That(attach, Does.Contain("\"type\":\"paravirtualized\""));
        Assert.That(launch, Does.Contain("\"sourceType\":\"bootVolume\""));
    }

    [TestCase("""{"attachmentType":"iscsi","ipv4":"10.0.0.1"}""", typeof(IScsiVolumeAttachment))]
    [TestCase("""{"attachmentType":"paravirtualized","device":"/dev/x"}""", typeof(ParavirtualizedVolumeAttachment))]
    public void The_kind_of_an_attachment_is_read(string body, Type kind) =>
        Assert.That(Read<GetVolumeAttachmentResponse>(body).VolumeAttachment, Is.TypeOf(kind));

    [Test]
    public void A_state_that_is_not_known_is_read_as_unknown() => Assert.That(
        Read<GetVolumeResponse>("""{"id":"v","lifecycleState":"DREAMING","sourceDetails":{"type":"volume","id":"s"}}""").Volume,
        Has.Property(nameof(Volume.LifecycleState)).EqualTo(Volume.LifecycleStateEnum.UnknownEnumValue));

    private static Task<string> BodyAsync<T>(T request)
        where T : global::Oci.Common.IOciRequest =>
        global::Oci.Common.Converter.ToHttpRequestMessage(_base, HttpMethod.Post, request).Content!.ReadAsStringAsync();

    private static T Read<T>(string body)
        where T : global::Oci.Common.IOciResponse, new()
    {
        using var message = new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return global::Oci.Common.Converter.FromHttpResponseMessage<T>(message);
    }
}
