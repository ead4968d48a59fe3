@Controller('health')
export class HealthController {}
