using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace DeployCrew.Aws.Protocol;

/// <summary>The bytes of an answer.</summary>
internal sealed class AwsResponse : AmazonWebServiceResponse
{
    public byte[] Body { get; private init; } = [];

    /// <summary>Keeps the body of an answer as it is, and reads errors of both protocols.</summary>
    public sealed class Unmarshaller(bool isJson) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new AwsResponse { Body = Read(input.Stream) };

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            if (!isJson)
                return FromXml(Read(input.Stream), innerException, statusCode);
            var reader = new Amazon.Runtime.Internal.Util.StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }

        // <ErrorResponse><Error><Type>Sender</Type><Code>TargetGroupNotFound</Code><Message>…</Message></Error><RequestId>…</RequestId></ErrorResponse>
        private static AmazonServiceException FromXml(byte[] body, Exception cause, HttpStatusCode status)
        {
            try
            {
                using var stream = new MemoryStream(body);
                var root = XDocument.Load(stream).Root;
                string? Text(string name) => root?.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
                return new AmazonServiceException(
                    Text("Message") ?? "", cause, status < HttpStatusCode.InternalServerError ? ErrorType.Sender : ErrorType.Receiver,
                    Text("Code") ?? ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture), Text("RequestId"), status);
            }
            catch (XmlException)
            {
                return new AmazonServiceException($"HTTP {(int)status}", cause, ErrorType.Unknown, status.ToString(), null, status);
            }
        }

        private static byte[] Read(Stream stream)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
