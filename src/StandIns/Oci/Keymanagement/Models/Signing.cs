using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Oci.Common.Utils;

namespace Oci.KeymanagementService.Models;

public class SignDataDetails
{
    public enum MessageTypeEnum
    {
        [EnumMember(Value = "RAW")]
        Raw,

        [EnumMember(Value = "DIGEST")]
        Digest,
    }

    public enum SigningAlgorithmEnum
    {
        [EnumMember(Value = "SHA_224_RSA_PKCS_PSS")]
        Sha224RsaPkcsPss,

        [EnumMember(Value = "SHA_256_RSA_PKCS_PSS")]
        Sha256RsaPkcsPss,

        [EnumMember(Value = "SHA_384_RSA_PKCS_PSS")]
        Sha384RsaPkcsPss,

        [EnumMember(Value = "SHA_512_RSA_PKCS_PSS")]
        Sha512RsaPkcsPss,

        [EnumMember(Value = "SHA_224_RSA_PKCS1_V1_5")]
        Sha224RsaPkcs1V15,

        [EnumMember(Value = "SHA_256_RSA_PKCS1_V1_5")]
        Sha256RsaPkcs1V15,

        [EnumMember(Value = "SHA_384_RSA_PKCS1_V1_5")]
        Sha384RsaPkcs1V15,

        [EnumMember(Value = "SHA_512_RSA_PKCS1_V1_5")]
        Sha512RsaPkcs1V15,

        [EnumMember(Value = "ECDSA_SHA_256")]
        EcdsaSha256,

        [EnumMember(Value = "ECDSA_SHA_384")]
        EcdsaSha384,

        [EnumMember(Value = "ECDSA_SHA_512")]
        EcdsaSha512,
    }

    [JsonProperty(PropertyName = "message")]
    public string Message { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "keyVersionId")]
    public string KeyVersionId { get; set; }

    [JsonProperty(PropertyName = "messageType")]
    [JsonConverter(typeof(StringEnumConverter))]
    public MessageTypeEnum? MessageType { get; set; }

    [JsonProperty(PropertyName = "signingAlgorithm")]
    [JsonConverter(typeof(StringEnumConverter))]
    public SigningAlgorithmEnum? SigningAlgorithm { get; set; }

    [JsonProperty(PropertyName = "loggingContext")]
    public Dictionary<string, string> LoggingContext { get; set; }
}

public class SignedData
{
    public enum SigningAlgorithmEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "SHA_224_RSA_PKCS_PSS")]
        Sha224RsaPkcsPss,

        [EnumMember(Value = "SHA_256_RSA_PKCS_PSS")]
        Sha256RsaPkcsPss,

        [EnumMember(Value = "SHA_384_RSA_PKCS_PSS")]
        Sha384RsaPkcsPss,

        [EnumMember(Value = "SHA_512_RSA_PKCS_PSS")]
        Sha512RsaPkcsPss,

        [EnumMember(Value = "SHA_224_RSA_PKCS1_V1_5")]
        Sha224RsaPkcs1V15,

        [EnumMember(Value = "SHA_256_RSA_PKCS1_V1_5")]
        Sha256RsaPkcs1V15,

        [EnumMember(Value = "SHA_384_RSA_PKCS1_V1_5")]
        Sha384RsaPkcs1V15,

        [EnumMember(Value = "SHA_512_RSA_PKCS1_V1_5")]
        Sha512RsaPkcs1V15,

        [EnumMember(Value = "ECDSA_SHA_256")]
        EcdsaSha256,

        [EnumMember(Value = "ECDSA_SHA_384")]
        EcdsaSha384,

        [EnumMember(Value = "ECDSA_SHA_512")]
        EcdsaSha512,
    }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "keyVersionId")]
    public string KeyVersionId { get; set; }

    [JsonProperty(PropertyName = "signature")]
    public string Signature { get; set; }

    [JsonProperty(PropertyName = "signingAlgorithm")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public SigningAlgorithmEnum? SigningAlgorithm { get; set; }
}
