namespace DeployCrew.Web.Access;

/// <summary>Files for TLS.</summary>
/// <param name="Certificate">PEM: the certificate, then those between it and its authority.</param>
/// <param name="Key">PEM: its private key.</param>
public sealed record CertificateFiles(string Certificate, string Key);
