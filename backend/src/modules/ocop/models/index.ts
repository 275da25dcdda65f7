export { AdministrativeUnit } from "./administrative-unit";
export { Certificate, CertificateEvent } from "./certificate";
export { ChannelState, CoverageReading, CoverageSetting } from "./coverage";
export { ImportFile } from "./import-file";
export { Producer } from "./producer";
export { ProductSet, SetAssignment } from "./product-set";
export { RegisteredProduct, ReportedRecognition } from "./registered-product";
