using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Oci.Common.Utils;

namespace Oci.KeymanagementService.Models;

public class EncryptDataDetails
{
    public enum EncryptionAlgorithmEnum
    {
        [EnumMember(Value = "AES_256_GCM")]
        Aes256Gcm,

        [EnumMember(Value = "RSA_OAEP_SHA_1")]
        RsaOaepSha1,

        [EnumMember(Value = "RSA_OAEP_SHA_256")]
        RsaOaepSha256,
    }

    [JsonProperty(PropertyName = "associatedData")]
    public Dictionary<string, string> AssociatedData { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "loggingContext")]
    public Dictionary<string, string> LoggingContext { get; set; }

    [JsonProperty(PropertyName = "plaintext")]
    public string Plaintext { get; set; }

    [JsonProperty(PropertyName = "keyVersionId")]
    public string KeyVersionId { get; set; }

    [JsonProperty(PropertyName = "encryptionAlgorithm")]
    [JsonConverter(typeof(StringEnumConverter))]
    public EncryptionAlgorithmEnum? EncryptionAlgorithm { get; set; }
}

public class EncryptedData
{
    public enum EncryptionAlgorithmEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "AES_256_GCM")]
        Aes256Gcm,

        [EnumMember(Value = "RSA_OAEP_SHA_1")]
        RsaOaepSha1,

        [EnumMember(Value = "RSA_OAEP_SHA_256")]
        RsaOaepSha256,
    }

    [JsonProperty(PropertyName = "ciphertext")]
    public string Ciphertext { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "keyVersionId")]
    public string KeyVersionId { get; set; }

    [JsonProperty(PropertyName = "encryptionAlgorithm")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public EncryptionAlgorithmEnum? EncryptionAlgorithm { get; set; }
}

public class DecryptDataDetails
{
    public enum EncryptionAlgorithmEnum
    {
        [EnumMember(Value = "AES_256_GCM")]
        Aes256Gcm,

        [EnumMember(Value = "RSA_OAEP_SHA_1")]
        RsaOaepSha1,

        [EnumMember(Value = "RSA_OAEP_SHA_256")]
        RsaOaepSha256,
    }

    [JsonProperty(PropertyName = "associatedData")]
    public Dictionary<string, string> AssociatedData { get; set; }

    [JsonProperty(PropertyName = "ciphertext")]
    public string Ciphertext { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "loggingContext")]
    public Dictionary<string, string> LoggingContext { get; set; }

    [JsonProperty(PropertyName = "keyVersionId")]
    public string KeyVersionId { get; set; }

    [JsonProperty(PropertyName = "encryptionAlgorithm")]
    [JsonConverter(typeof(StringEnumConverter))]
    public EncryptionAlgorithmEnum? EncryptionAlgorithm { get; set; }
}

public class DecryptedData
{
    public enum EncryptionAlgorithmEnum
    {
        [EnumMember(Value = null)]
        UnknownEnumValue,

        [EnumMember(Value = "AES_256_GCM")]
        Aes256Gcm,

        [EnumMember(Value = "RSA_OAEP_SHA_1")]
        RsaOaepSha1,

        [EnumMember(Value = "RSA_OAEP_SHA_256")]
        RsaOaepSha256,
    }

    [JsonProperty(PropertyName = "plaintext")]
    public string Plaintext { get; set; }

    [JsonProperty(PropertyName = "plaintextChecksum")]
    public string PlaintextChecksum { get; set; }

    [JsonProperty(PropertyName = "keyId")]
    public string KeyId { get; set; }

    [JsonProperty(PropertyName = "keyVersionId")]
    public string KeyVersionId { get; set; }

    [JsonProperty(PropertyName = "encryptionAlgorithm")]
    [JsonConverter(typeof(ResponseEnumConverter))]
    public EncryptionAlgorithmEnum? EncryptionAlgorithm { get; set; }
}
