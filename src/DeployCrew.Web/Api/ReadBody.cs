namespace DeployCrew.Web.Api;

/// <summary>A body that an endpoint reads by itself.</summary>
internal sealed record ReadBody(Type Type, string MediaType);
