using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Api;

/// <summary>The form of an upload.</summary>
/// <param name="Requirements">requirements.json.</param>
/// <param name="App">A zip of the app's source, or nothing: a small service is generated.</param>
internal sealed record UploadForm(IFormFile Requirements, IFormFile? App);
