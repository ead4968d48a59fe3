namespace DeployCrew.Infra.Policy;

/// <summary>How much a finding weighs, from the least; gates compare with it.</summary>
public enum PolicySeverity { Info, Low, Medium, High, Critical }
